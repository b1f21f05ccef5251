package io.drover;

import io.drover.cli.DroverCommand;

/** The program: {@code drover COMMAND}. */
public final class Drover {
    private Drover() {}

    public static void main(String[] args) {
        System.exit(DroverCommand.execute(args));
    }
}
