/** What a person or a program can ask of Drover: in this process, over HTTP, and as the client of a running server. */
package io.drover.api;
