/** The functions on dates and times; between them these are {@link io.drover.provider.value.CanonicalText}. */
package io.drover.mapping.function.date;
