/** The tables of collections: a row a record, with real indexes, on H2 and PostgreSQL. */
package io.drover.store.collection;
