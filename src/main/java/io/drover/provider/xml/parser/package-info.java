/** The two pull parsers of documents: the quick one for what all systems write, and the one that reads anything (decision 15). */
package io.drover.provider.xml.parser;
