/** Access tokens: Drover's own and those of other issuers, their keys, and whether one is to be trusted. */
package io.drover.security.token;
