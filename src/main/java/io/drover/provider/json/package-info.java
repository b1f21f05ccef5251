/** Reads and writes JSON, and writes rejected records back in the same form. */
package io.drover.provider.json;
