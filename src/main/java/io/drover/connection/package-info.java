/** What all calls to the outside over HTTP have in common. */
package io.drover.connection;
