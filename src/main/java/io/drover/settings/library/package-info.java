/** The jars that Drover runs with: its own, and those that an installation adds. */
package io.drover.settings.library;
