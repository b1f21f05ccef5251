/** One request to a web service and its answer: what the part web-service leaves to Java. */
package io.drover.addin.web;
