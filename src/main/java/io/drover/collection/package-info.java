/** Records with a schema, in Drover's own database: what they may be, how they are asked for, how they are written. */
package io.drover.collection;
