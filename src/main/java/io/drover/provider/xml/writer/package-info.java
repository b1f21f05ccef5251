/** Writes rows as XML: {@code <tables>} documents and entity files of Dynamics 365, flat or rows within rows. */
package io.drover.provider.xml.writer;
