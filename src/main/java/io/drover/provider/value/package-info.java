/** Values as text: the one form of each type, and what sources write instead. */
package io.drover.provider.value;
