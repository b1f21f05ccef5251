/** Files of any format: which one is told by the content of each, and reported. */
package io.drover.provider.detect;
