/** Requests that are made of what an export job has written. */
package io.drover.addin.exports;
