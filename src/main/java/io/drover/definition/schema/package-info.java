/** Checks of a definition file by its schema, in sentences that a person can act on. */
package io.drover.definition.schema;
