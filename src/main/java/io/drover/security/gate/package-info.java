/** The gate: who may go on, by path, token and role. */
package io.drover.security.gate;
