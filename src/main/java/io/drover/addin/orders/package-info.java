/** Orders that wait in a table and are sent one by one. */
package io.drover.addin.orders;
