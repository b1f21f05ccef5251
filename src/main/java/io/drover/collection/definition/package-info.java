/** The files of collections. */
package io.drover.collection.definition;
