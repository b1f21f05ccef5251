/** The settings of an installation, and where its folders are. */
package io.drover.settings;
