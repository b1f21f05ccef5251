/** From what Camel throws over routes to a line for the person who wrote them. */
package io.drover.deploy.route.fault;
