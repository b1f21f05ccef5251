/** Files as answers: with their length, and parts of them. */
package io.drover.http.download;
