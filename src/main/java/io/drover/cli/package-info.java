/** The commands of drover: what a person types, and how the answer is printed. */
package io.drover.cli;
