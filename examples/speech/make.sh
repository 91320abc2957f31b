#!/bin/sh
# Speaks the example's recordings with espeak-ng (Debian package espeak-ng, 1.51). The results are
# committed; run this only to change them: sh examples/speech/make.sh
set -eu
cd "$(dirname "$0")"
speak() { espeak-ng -v "$2" -s "$3" -w "$1.wav" "$4"; }
speak hey-jarvis-american en-us 130 "Hey Jarvis."
speak hey-jarvis-british en-gb 140 "Hey, Jarvis."
speak hey-jarvis-high en-us+f3 130 "Hey Jarvis."
speak waiting en-us+m3 150 "Most computers spend their lives waiting."
