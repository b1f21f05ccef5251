/** Whether a delivery can be all that should have come: what the part delivery-check leaves to Java. */
package io.drover.addin.check;
