/** The functions of columns: what each is, found by a list, and how they are compiled. A class of the packages below is one function. */
package io.drover.mapping.function;
