/** The applications that are known, their secrets, and the endpoint that gives them tokens. */
package io.drover.security.application;
