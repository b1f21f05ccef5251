/** The functions on numbers; their results have a point, whatever the source has. */
package io.drover.mapping.function.number;
