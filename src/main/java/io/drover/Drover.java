package io.drover;

/** The program. */
public final class Drover {
    private Drover() {}

    public static void main(String[] args) {
        System.exit(0);
    }
}
