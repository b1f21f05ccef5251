/** What is asked of a collection, as clients write it. */
package io.drover.collection.query;
