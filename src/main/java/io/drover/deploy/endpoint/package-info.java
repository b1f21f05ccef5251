/** The endpoints that files come from and go to: their URIs, whether they work, and what was fetched. */
package io.drover.deploy.endpoint;
