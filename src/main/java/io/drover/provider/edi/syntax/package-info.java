/** The syntax of EDIFACT and X12: segments, and what encloses messages. StAEDI parses and writes it. */
package io.drover.provider.edi.syntax;
