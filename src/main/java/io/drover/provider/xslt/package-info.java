/** Stylesheets that make one document of another, and what they may not do. */
package io.drover.provider.xslt;
