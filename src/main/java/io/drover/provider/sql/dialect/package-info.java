/** What the dialects of databases have in common: the interface, and statements and cursors that most of them take. */
package io.drover.provider.sql.dialect;
