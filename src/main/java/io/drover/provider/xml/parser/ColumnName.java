package io.drover.provider.xml.parser;

import org.codehaus.stax2.typed.TypedValueDecoder;

/** Takes a column's name from where a parser has it, without the spaces around it. */
public abstract class ColumnName extends TypedValueDecoder {

    /** The name in UTF-8; not empty. */
    public abstract void decode(byte[] buffer, int start, int end);
}
