/** How a call shows who makes it. A way to do so is one class, an {@link io.drover.connection.auth.Authentication}. */
package io.drover.connection.auth;
