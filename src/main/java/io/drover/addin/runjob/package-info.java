/** The add-in run-job: what it leaves to Java. */
package io.drover.addin.runjob;
