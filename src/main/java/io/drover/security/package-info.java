/** Who may ask: tokens checked, tokens given out, applications and their secrets. */
package io.drover.security;
