/** The functions that are neither of texts nor of numbers nor of dates. */
package io.drover.mapping.function.other;
