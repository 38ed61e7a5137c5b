// Compiles every pattern of the published schemas with Go's own regexp, and tries the cases on it.
//
//	go run tests/portable/patterns.go schemas/v1 tests/portable/cases.json 22
//
// The number is that of the schemas there are: one that is not looked at is a fault.
package main

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
)

type set struct {
	Schema, Pointer string
	Accept, Refuse  []string
}

func read(path string, into any) {
	text, err := os.ReadFile(path)
	if err == nil {
		err = json.Unmarshal(text, into)
	}
	if err != nil {
		fail("%s: %v", path, err)
	}
}

func fail(format string, args ...any) {
	fmt.Fprintf(os.Stderr, format+"\n", args...)
	os.Exit(1)
}

// walk sees each schema within a schema, with its pointer.
func walk(value any, at string, see func(string, map[string]any)) {
	switch value := value.(type) {
	case map[string]any:
		see(at, value)
		for key, item := range value {
			walk(item, at+"/"+key, see)
		}
	case []any:
		for n, item := range value {
			walk(item, fmt.Sprintf("%s/%d", at, n), see)
		}
	}
}

func main() {
	files, _ := filepath.Glob(filepath.Join(os.Args[1], "*.schema.json"))
	found := map[string]*regexp.Regexp{}
	for _, file := range files {
		var schema any
		read(file, &schema)
		name := strings.TrimSuffix(filepath.Base(file), ".schema.json")
		walk(schema, "", func(at string, part map[string]any) {
			if pattern, ok := part["pattern"].(string); ok {
				compiled, err := regexp.Compile(pattern)
				if err != nil {
					fail("%s %s: %v", name, at, err)
				}
				found[name+" "+at] = compiled
			}
		})
	}
	var sets []set
	read(os.Args[2], &sets)
	tried := 0
	for _, set := range sets {
		pattern := found[set.Schema+" "+set.Pointer]
		if pattern == nil {
			fail("%s %s has no pattern", set.Schema, set.Pointer)
		}
		for n, text := range append(append([]string{}, set.Accept...), set.Refuse...) {
			if pattern.MatchString(text) != (n < len(set.Accept)) {
				fail("%s %s: %q", set.Schema, set.Pointer, text)
			}
			tried++
		}
	}
	if strconv.Itoa(len(files)) != os.Args[3] || len(found) < 100 {
		fail("%d schemas with %d patterns are not all", len(files), len(found))
	}
	fmt.Printf("%d patterns compiled, %d texts tried\n", len(found), tried)
}
