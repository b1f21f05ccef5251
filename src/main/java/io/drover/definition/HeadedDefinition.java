package io.drover.definition;

import java.nio.file.Path;

/** A definition that says of itself which one it is. */
public interface HeadedDefinition extends Definition {

    /** Which one it is. */
    interface Head {
        String name();

        /** The file it was read from. */
        Path file();
    }

    Head head();

    @Override
    default String name() {
        return head().name();
    }

    @Override
    default Path file() {
        return head().file();
    }
}
