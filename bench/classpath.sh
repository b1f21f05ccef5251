# Sourced by the commands beside it: compiles what they need and sets CLASSPATH and PEERS
set -eu
cd "$(dirname "$0")/.."

if [ "${1:-}" = "--clean" ]; then
    rm -rf target/bench
    exit 0
fi

mkdir -p target/bench/peers
mvn -q -B test-compile dependency:build-classpath \
    -Dmdep.outputFile=target/bench/classpath -Dmdep.includeScope=test
if [ ! -f target/bench/peers.classpath ] || [ bench/peers/pom.xml -nt target/bench/peers.classpath ]; then
    mvn -q -B -f bench/peers/pom.xml dependency:build-classpath -Dmdep.outputFile="$PWD/target/bench/peers.classpath"
fi
CLASSPATH="target/test-classes:target/classes:$(cat target/bench/classpath)"
javac -nowarn -proc:none -d target/bench/peers -cp "$CLASSPATH:$(cat target/bench/peers.classpath)" bench/peers/src/io/drover/bench/*.java
PEERS="target/bench/peers:$(cat target/bench/peers.classpath)"
export CLASSPATH
