/** The functions on texts. */
package io.drover.mapping.function.text;
