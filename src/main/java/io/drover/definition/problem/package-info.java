/** What is wrong with a file, by line. */
package io.drover.definition.problem;
