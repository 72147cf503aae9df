import "~/styles/index.css";
import { mount } from "svelte";
import App from "~/App.svelte";
import { loadPlatform } from "~/platform/current";

const target = document.getElementById("app");
if (!target) throw new Error("index.html has no #app");
await loadPlatform();
mount(App, { target });
