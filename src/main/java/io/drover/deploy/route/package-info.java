/** Route files: what they say, whether that may run here, and the routes that are made of them. */
package io.drover.deploy.route;
