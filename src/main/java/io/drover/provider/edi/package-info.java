/** Reads and writes interchanges of UN/EDIFACT and ANSI X12: their segments and loops as tables. StAEDI parses and writes the syntax. */
package io.drover.provider.edi;
