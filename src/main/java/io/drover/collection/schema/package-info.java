/** Whether a record is what its collection's fields allow. */
package io.drover.collection.schema;
