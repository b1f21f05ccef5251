/** What files let applications do. */
package io.drover.definition.policy;
