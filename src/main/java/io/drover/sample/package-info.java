/** The stand-in ERP of a fresh checkout, which answers from the AdventureWorks files. */
package io.drover.sample;
