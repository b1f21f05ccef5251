/** The excel provider: sheets of .xlsx workbooks as tables, read and written in a stream. */
package io.drover.provider.excel;
