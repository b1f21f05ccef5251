/** Job files of Dynamicweb 9 and 10, read as they are and turned into Drover's own form. */
package io.drover.dynamicweb;
