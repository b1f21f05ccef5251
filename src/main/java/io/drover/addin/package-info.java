/** What scheduled tasks do: the add-ins of routes/add-ins, and what their routes leave to Java. */
package io.drover.addin;
