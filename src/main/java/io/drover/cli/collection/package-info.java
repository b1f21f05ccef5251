/** Commands on collections and their records. */
package io.drover.cli.collection;
